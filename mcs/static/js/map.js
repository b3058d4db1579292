// The map beside the list or filling the screen: nothing of it is fetched before it comes into view.

const element = document.querySelector("[data-map]");

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const node = Object.assign(document.createElement(tag), attributes, { onload: resolve, onerror: reject });
    document.head.append(node);
  });
}

if (element) {
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    const { css, leaflet } = element.dataset;
    const loaded = Promise.all([load("script", { src: leaflet }), load("link", { rel: "stylesheet", href: css })]);
    const scripts = import("./map/draw.js");
    Promise.all([scripts.then(({ draw }) => draw(element, loaded)), loaded]).catch((error) => {
      element.classList.add("failed");
      element.querySelector(".map-waiting").textContent = element.dataset.failed;
      console.warn(error);
    });
  }).observe(element);
}
