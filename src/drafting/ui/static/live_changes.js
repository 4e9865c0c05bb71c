/* Shows beneath a box what its words change, while they are typed. The server compares, with the
   comparison that every page uses; the box keeps its caret, and no page runs again. */
const LOOK_AFTER = 300;

function liveChanges(place, against) {
  const count = place.querySelector("[role=status]");
  const text = place.querySelector(".text");
  let timer = 0;
  let turn = 0;

  const hidden = (words) => {
    const made = document.createElement("span");
    made.className = "sr";
    made.textContent = words;
    return made;
  };
  const piece = ([op, words, moved]) => {
    if (op === "kept") return document.createTextNode(words);
    const made = document.createElement(op === "added" ? "ins" : "del");
    const what = !moved ? op : op === "added" ? "moved to here" : "moved from here";
    if (moved) made.className = "moved";
    made.append(hidden(`${what}: `), words, hidden(` end of ${what} `));
    return made;
  };
  const show = ({ counted, pieces }) => {
    place.hidden = !pieces.some(([op]) => op !== "kept");
    if (count.textContent !== counted) count.textContent = counted;
    text.replaceChildren(...pieces.map(piece));
  };
  const look = async (words) => {
    const mine = ++turn;
    try {
      const answer = await fetch("/changes", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Drafting": "changes" },
        body: JSON.stringify({ old: against, new: words }),
      });
      if (answer.ok && mine === turn) show(await answer.json());
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault; // the box says that there is no connection
    }
  };

  return {
    show: (told) => { clearTimeout(timer); turn += 1; show(told); },
    typed: (words) => { clearTimeout(timer); timer = setTimeout(look, LOOK_AFTER, words); },
  };
}

