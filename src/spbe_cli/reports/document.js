for (const button of document.querySelectorAll("button[data-done]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = button.previousElementSibling;
    let done = true;
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
    } catch {
      getSelection().selectAllChildren(text);
      done = document.execCommand("copy");
    }
    button.textContent = done ? button.dataset.done : button.dataset.chosen;
  });
}
