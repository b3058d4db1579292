// The week of a listing's form: copying a day to the others, and saying when a night runs past midnight.
// Without this module every day is typed, or ticked "as on the day before".

const minutes = (input) => (input.value ? Number(input.value.slice(0, 2)) * 60 + Number(input.value.slice(3, 5)) : null);

function inputs(day) {
  return [...day.querySelectorAll("[data-span] input")];
}

function closed(day) {
  return day.querySelector(".day-choices input");
}

// "until 2 the next day", beside a span that ends before it begins.
function sayOver(week, day) {
  day.querySelector("[data-over-said]")?.remove();
  for (const span of day.querySelectorAll("[data-span]")) {
    const [from, to] = span.querySelectorAll("input");
    const over = from.value && to.value && to.value !== "00:00" && minutes(to) < minutes(from);
    const time = to.value.replace(/^0/, "").replace(":00", " h").replace(":", " h ");
    const note = span.querySelector("[data-over-note]");
    const text = over ? week.dataset.over.replace("{time}", time) : "";
    if (note.textContent !== text) note.textContent = text;
  }
}

function write(week, day, values) {
  inputs(day).forEach((input, place) => (input.value = values[place] ?? ""));
  const more = day.querySelector("details");
  if (more && values.slice(2).some(Boolean)) more.open = true;
  sayOver(week, day);
}

const read = (day) => inputs(day).map((input) => input.value);

// What is copied is said beside the press, with a way back: the other days may have been right.
function copy(week, source, status, button) {
  const before = new Map();
  for (const day of week.querySelectorAll("[data-day]")) {
    if (day === source || closed(day).checked) continue;
    before.set(day, read(day));
    write(week, day, read(source));
  }
  const back = Object.assign(document.createElement("button"), { type: "button", className: "link small", textContent: week.dataset.undo });
  back.addEventListener("click", () => {
    for (const [day, values] of before) write(week, day, values);
    status.replaceChildren();
    button.focus();
  });
  source.querySelector(".day-choices").append(status);
  status.replaceChildren(week.dataset.copied, " ", back);
}

function enhance(week) {
  const status = week.parentElement.querySelector("[data-week-status]");
  for (const day of week.querySelectorAll("[data-day]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "link small", textContent: week.dataset.copy });
    button.setAttribute("aria-label", `${week.dataset.copy} (${day.querySelector("legend").textContent})`);
    button.addEventListener("click", () => copy(week, day, status, button));
    day.querySelector(".day-choices").append(button);
    const refresh = () => {
      button.hidden = closed(day).checked || !inputs(day).some((input) => input.value);
    };
    day.addEventListener("input", (event) => {
      if (event.target.matches("[data-span] input") && event.target.value) closed(day).checked = false;
      if (event.target === closed(day) && closed(day).checked) for (const input of inputs(day)) input.value = "";
      sayOver(week, day);
      refresh();
    });
    sayOver(week, day);
    refresh();
  }
  week.classList.add("enhanced");
}

for (const week of document.querySelectorAll("[data-week]")) enhance(week);
