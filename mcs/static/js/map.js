// The map beside the list or filling the screen: nothing of it is fetched before it comes into view.

const element = document.querySelector("[data-map]");

if (element) {
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    const drawn = import("./map/draw.js").then(({ draw }) => draw(element));
    drawn.catch((error) => {
      element.classList.add("failed");
      element.querySelector(".map-waiting").textContent = element.dataset.failed;
      console.warn(error);
    });
  }).observe(element);
}
