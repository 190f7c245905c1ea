// Enhances pages that work without it: buttons against double clicks, focus on the error summary, the skip link.
const script = document.querySelector("script[data-frontend]");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  const frontend = await import(script.dataset.frontend);
  frontend.initAll();
}
