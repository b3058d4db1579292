// Photos of a form: shown as chosen, taken out again, and made smaller before they travel.
// Without this module the plain file input works; what a browser can't draw (HEIC) is sent as it is.

const LONGEST = 2560; // pixels: twice the largest variant, so that nothing is lost
const THUMBNAIL = 96;

async function canvas(source, width, height, left = 0, top = 0, side = null) {
  const drawn = Object.assign(document.createElement("canvas"), { width, height });
  const pen = drawn.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  if (side) pen.drawImage(source, left, top, side, side, 0, 0, width, height);
  else pen.drawImage(source, 0, 0, width, height);
  return drawn;
}

// The file to send and its thumbnail's address ("" when the browser can't draw it).
async function prepare(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return { file, thumbnail: "" };
  }
  const { width, height } = picture;
  const side = Math.min(width, height);
  const small = await canvas(picture, THUMBNAIL, THUMBNAIL, (width - side) / 2, (height - side) / 2, side);
  const thumbnail = small.toDataURL("image/jpeg", 0.7);
  const scale = LONGEST / Math.max(width, height);
  if (scale < 1 && !/hei[cf]/i.test(file.type)) {
    const resized = await canvas(picture, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    const blob = await new Promise((done) => resized.toBlob(done, "image/jpeg", 0.88));
    const name = file.name.replace(/\.\w+$/, "") + ".jpg";
    if (blob && blob.size < file.size) file = new File([blob], name, { type: "image/jpeg" });
  }
  picture.close();
  return { file, thumbnail };
}

function enhance(field) {
  const input = field.querySelector("input[type=file]");
  const list = field.querySelector("[data-picks]");
  const status = field.querySelector("[data-status]");
  const { most, remove, ready, tooMany } = field.dataset;
  let chosen = [];
  let work = Promise.resolve();
  let busy = 0;

  const kept = () => field.querySelectorAll("[data-kept]:checked").length;

  function refresh() {
    const transfer = new DataTransfer();
    for (const { file } of chosen) transfer.items.add(file);
    input.files = transfer.files;
    list.hidden = !chosen.length;
    list.replaceChildren(...chosen.map(row));
    field.classList.toggle("full", chosen.length + kept() >= Number(most));
  }

  function row(pick) {
    const item = document.createElement("li");
    const picture = pick.thumbnail
      ? Object.assign(document.createElement("img"), { src: pick.thumbnail, alt: "" })
      : Object.assign(document.createElement("span"), { className: "photo-pick", textContent: pick.name.split(".").pop().slice(0, 4).toUpperCase() });
    const name = Object.assign(document.createElement("span"), { className: "name", textContent: pick.name });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: remove.replace("{name}", "").trim() });
    button.setAttribute("aria-label", remove.replace("{name}", pick.name));
    button.addEventListener("click", () => {
      chosen = chosen.filter((other) => other !== pick);
      refresh();
      status.textContent = "";
      input.focus();
    });
    item.append(picture, name, button);
    return item;
  }

  async function add(files) {
    const room = Number(most) - chosen.length - kept();
    for (const file of files.slice(0, room)) {
      chosen.push({ name: file.name, ...(await prepare(file)) });
      refresh();
      status.textContent = ready.replace("{name}", file.name);
    }
    if (files.length > room) status.textContent = tooMany;
  }

  input.addEventListener("change", () => {
    const files = [...input.files];
    busy += 1;
    refresh();
    work = work.then(() => add(files)).finally(() => (busy -= 1));
  });
  field.addEventListener("change", (event) => event.target.matches("[data-kept]") && refresh());
  input.form.addEventListener("submit", async (event) => {
    if (!busy) return;
    event.preventDefault();
    await work;
    input.form.requestSubmit(event.submitter);
  });
  field.classList.add("enhanced");
  field.querySelector("[data-button]").hidden = false;
  refresh();
}

if (window.DataTransfer && window.createImageBitmap && HTMLFormElement.prototype.requestSubmit) {
  for (const field of document.querySelectorAll("[data-photo-field]")) enhance(field);
}
