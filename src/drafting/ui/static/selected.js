/* Whoever selects words of the text is offered to comment on them: the button comes beside what is
   selected, and picks the passage as the list below does. It reads the selection and writes no text. */
const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, td, blockquote";
const READ = ":is(.d-prose, .d-beside)";
const SETTLED = 250; // ms without a change before a selection is looked at

export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  const text = () => document.querySelector(data.within);
  let timer = 0;

  // The words of a part of the text: what was removed and what is said to screen readers is none.
  const wordsOf = (range) => {
    const part = range.cloneContents();
    for (const one of part.querySelectorAll("del, .sr, .mark")) one.remove();
    return part.textContent;
  };
  const blockOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(BLOCK);
  const within = (block) => {
    const range = document.createRange();
    range.selectNodeContents(block);
    return range;
  };

  const selected = () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    const inText = (node) => text()?.contains(node) && blockOf(node)?.closest(READ);
    return inText(range.startContainer) && range.toString().trim() ? range : null;
  };

  const look = () => {
    const range = selected();
    button.hidden = !range;
    if (!range) return;
    const { left, top, bottom, width } = range.getBoundingClientRect();
    const wide = button.offsetWidth;
    const high = button.offsetHeight;
    const across = Math.min(left + width / 2 - wide / 2, innerWidth - wide - 8);
    button.style.left = `${Math.max(8, across)}px`;
    button.style.top = `${Math.max(8, bottom + high + 16 < innerHeight ? bottom + 8 : top - high - 8)}px`;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLED);
  };

  const pick = () => {
    const range = selected();
    if (!range) return;
    const block = blockOf(range.startContainer);
    const whole = within(block);
    const before = whole.cloneRange();
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.cloneRange();
    // Of what goes on into the next paragraph, the part in the first one counts.
    if (!block.contains(words.endContainer)) words.setEnd(whole.endContainer, whole.endOffset);
    setTriggerValue("picked", {
      block: wordsOf(whole), before: wordsOf(before), words: wordsOf(words), at: Date.now(),
    });
    document.getSelection().removeAllRanges();
    button.hidden = true;
    parentElement.host.scrollIntoView({ block: "start" });
  };

  // A press that took the focus would take the selection away.
  const hold = (event) => event.preventDefault();
  const heard = listening(parentElement);
  const { signal } = heard;
  button.addEventListener("pointerdown", hold, { signal });
  button.addEventListener("mousedown", hold, { signal });
  button.addEventListener("click", pick, { signal });
  document.addEventListener("selectionchange", later, { signal });
  window.addEventListener("scroll", later, { capture: true, signal });
  return () => {
    clearTimeout(timer);
    heard.abort();
  };
}
