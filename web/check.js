// Read by the oldest browsers, too: says at once what the rest of the page could not say.
(function () {
  var able = typeof WebAssembly === "object" && typeof DecompressionStream === "function" &&
    typeof Worker === "function" && "noModule" in document.createElement("script") &&
    typeof structuredClone === "function" && CSS.supports("selector(:focus-visible)");
  document.documentElement.className = able ? "able" : "unable";
})();
