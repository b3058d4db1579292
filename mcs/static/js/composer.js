// Keeps what is being written on this device, so that a closed tab loses nothing, and lets the text area grow.
// A form says `data-draft="post"`: the name its draft is kept under until it is published.

const KEY = "board-draft:";

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(KEY + name)) || {};
  } catch {
    return {}; // no storage in this browser, or something unreadable in it
  }
}

function write(name, draft) {
  try {
    if (draft.text) localStorage.setItem(KEY + name, JSON.stringify(draft));
    else localStorage.removeItem(KEY + name);
  } catch {
    // Full or forbidden: the form works without.
  }
}

const grows = !CSS.supports("field-sizing", "content");

function fit(area) {
  if (!grows) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function prompt(form) {
  const chosen = form.querySelector("[data-prompt]:checked");
  if (chosen) form.elements.text.placeholder = chosen.dataset.prompt;
}

// What may already answer is shown while she types: no step of its own is needed before publishing.
function showsAnswers(form) {
  if ("showsAnswers" in form.dataset && window.htmx) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "vu", value: "1" }));
}

// The other things one fills in: a business, a day, a district. Photos and hidden marks are not kept.
const others = (form) => [...form.elements].filter((field) => field.name && field.name !== "text" && field.matches("textarea, select, [type=text], [type=date]"));

// What was begun is given back, with a way to begin afresh.
function giveBack(form, draft) {
  const note = form.querySelector("[data-draft-note]");
  form.elements.text.value = draft.text;
  for (const field of others(form)) {
    if (!draft.others?.[field.name]) continue;
    field.value = draft.others[field.name];
    field.closest("details")?.setAttribute("open", "");
  }
  if (!note) return;
  note.hidden = false;
  note.querySelector("[data-draft-discard]").addEventListener("click", () => {
    form.reset();
    form.elements.text.value = "";
    write(form.dataset.draft, {});
    note.hidden = true;
    fit(form.elements.text);
    form.elements.text.focus();
  });
}

// A form sent without a network would leave its page for one that says so: it stays, and says it here.
function watchNetwork(form) {
  const [gone, back] = [form.querySelector("[data-offline]"), form.querySelector("[data-online]")];
  if (!gone) return;
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    gone.hidden = false;
    back.hidden = true;
  });
  addEventListener("online", () => {
    back.hidden = gone.hidden;
    gone.hidden = true;
  });
}

function keep(form) {
  const name = form.dataset.draft;
  const area = form.elements.text;
  const chosen = () => form.querySelector('[name="kind"]:checked');
  const draft = read(name);
  if (!area.value && draft.text) {
    giveBack(form, draft);
    const kind = draft.kind && form.querySelector(`[name="kind"][value="${draft.kind}"]`);
    if (kind && !new URLSearchParams(location.search).has("genre")) kind.checked = true;
  }
  fit(area);
  prompt(form);
  form.addEventListener("input", () => {
    fit(area);
    prompt(form);
    const filled = Object.fromEntries(others(form).map((field) => [field.name, field.value]));
    write(name, { text: area.value, kind: chosen()?.value, others: { ...read(name).others, ...filled } });
  });
  watchNetwork(form);
  form.addEventListener("submit", (event) => write(name, { ...read(name), text: area.value, sent: !event.defaultPrevented }));
}

// The page of what was just published, or of what answered it before: its draft has done its work. Somebody else's link
// to it clears nothing, because only what was sent from here is cleared.
function clearPublished() {
  const published = ["#publie", "#trouve"].includes(location.hash) ? ["post"] : [];
  const form = document.querySelector('[data-draft^="answer-"]');
  const said = document.querySelector('[data-draft^="recommend-"]');
  if (said && location.hash === "#recommandations") published.push(said.dataset.draft);
  const target = location.hash.startsWith("#reponse-") && document.querySelector(location.hash);
  if (form && target) published.push(form.dataset.draft);
  if (target) target.focus();
  for (const name of published) if (read(name).sent) write(name, {});
}

clearPublished();
for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
addEventListener("load", () => document.querySelectorAll("form[data-shows-answers]").forEach(showsAnswers));
// A form that came back begins where something is missing; after the load, because going to the address's # takes focus.
addEventListener("load", () => document.querySelector('form[data-draft] [aria-invalid="true"]')?.focus());
