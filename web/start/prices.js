// Where the prices of the outcomes are. While one of them has left the screen by its top, even in part, `<html>` carries
// `data-past`, and the style sheet shows both in a strip there. The browser watches; nothing is asked of it while the page moves.

export function watchPrices() {
  const past = new Set();
  const watch = new IntersectionObserver(
    (seen) => {
      for (const { target, intersectionRatio } of seen) past[intersectionRatio < 0.99 ? "add" : "delete"](target);
      document.documentElement.toggleAttribute("data-past", past.size > 0);
    },
    // What is below the screen is not past it, so the way from there to above it is seen as well, in whatever step it is gone.
    { rootMargin: "0px 0px 9999999px", threshold: 0.99 },
  );
  for (const price of document.querySelectorAll(".outcomes .big")) watch.observe(price);
}
