/* Keeps what is typed: 800 ms after the last key, on leaving the box, and when the page goes away.
   Until the server has it, the window keeps it too (sessionStorage), under the person's own id. */
const PAUSE = 800;
const AGAIN = 3000;
const MOST_FOR_KEEPALIVE = 20000; // characters; browsers carry 64 kB over the end of a page
const LOST = "Not kept yet: there is no connection. Keep this window open; it tries again.";

export default function ({ parentElement, data, setStateValue }) {
  const find = (selector) => parentElement.querySelector(selector);
  const area = find("textarea");
  const trouble = find(".trouble");
  const waiting = `drafting typed ${data.whose} ${data.field}`;
  const first = !area.box;
  const box = (area.box ??= {
    saved: data.text, told: data.text, began: data.began, timer: 0, typed: false, over: false,
    value: data.value, basis: data.basis, given: data.basis,
  });
  const state = () => ({ text: area.value, began: box.began, basis: box.basis });

  const count = () => {
    const over = data.most ? area.value.length - data.most : 0;
    const near = data.most && area.value.length > data.most * 0.8;
    find("#count").textContent = over > 0 ? `${over} characters too many` :
      near ? `${area.value.length} of ${data.most} characters` : "";
    find("#count").className = over > 0 ? "too-long" : "";
    if (!CSS.supports("field-sizing", "content")) {
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight + 2}px`;
    }
  };

  const post = (sent, keepalive = false) => fetch("/typed", {
    method: "POST",
    keepalive: keepalive && (sent.text ?? "").length < MOST_FOR_KEEPALIVE,
    headers: { "Content-Type": "application/json", "X-Drafting": "typed" },
    body: JSON.stringify({ whose: data.whose, field: data.field, turn: Date.now(), ...sent }),
  });

  const save = async (keepalive = false) => {
    clearTimeout(box.timer);
    const text = area.value;
    if (box.over || text === box.saved) return;
    try {
      const answer = await post({ drawing: data.drawing, ...state(), text }, keepalive);
      const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      if (answer.ok) {
        box.saved = text;
        if (area.value === text) sessionStorage.removeItem(waiting);
        trouble.textContent = "";
        find(".kept").textContent = said.kept ? "Kept" : "";
      } else if (answer.status < 500) {
        trouble.textContent = said.sentence ?? "Not kept: you are signed out. Copy your text first.";
      } else {
        throw new TypeError("The server is not there.");
      }
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
      trouble.textContent = LOST;
      box.timer = setTimeout(save, AGAIN);
    }
  };

  const tell = () => {
    if (area.value === box.told) return;
    box.told = area.value;
    setStateValue("typed", state());
  };
  const leave = () => { tell(); save(); };
  // Who is about to press a button for the writer asks for the text once more: what was told while
  // the page was being drawn may not have been heard.
  const tellAgain = () => { box.told = null; tell(); };

  const changed = () => {
    box.typed = true;
    find(".kept").textContent = "";
    sessionStorage.setItem(waiting, JSON.stringify(
      { drawing: data.drawing, text: area.value, basis: box.basis }));
    clearTimeout(box.timer);
    box.timer = setTimeout(save, PAUSE);
    box.live?.typed(area.value);
    count();
  };

  const others = () => {
    const place = find(".others");
    place.replaceChildren();
    for (const other of data.others) {
      const folded = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = other.title;
      const words = document.createElement("p");
      words.className = "other";
      words.textContent = other.text;
      const gone = () => {
        post({ drawing: other.drawing, text: null }).then(() => folded.remove(), () => {});
      };
      const button = (title, act) => {
        const made = document.createElement("button");
        made.type = "button";
        made.textContent = title;
        made.onclick = () => { act(); gone(); };
        return made;
      };
      const add = () => {
        area.value = [area.value, other.text].filter(Boolean).join("\n\n");
        changed();
        leave();
        area.focus();
      };
      folded.append(summary, words, button("Add it to the box", add), button("Delete it", () => {}));
      place.append(folded);
    }
  };

  // What this window kept and the server never got, for instance while it was down.
  const recover = async () => {
    const kept = JSON.parse(sessionStorage.getItem(waiting) ?? "null");
    if (!kept || kept.text === data.text) return sessionStorage.removeItem(waiting);
    const answer = await post({ ...kept, began: data.began });
    const said = answer.ok ? await answer.json() : { kept: false };
    if (answer.ok) sessionStorage.removeItem(waiting);
    if (!said.kept || box.typed) return;
    area.value = kept.text;
    box.saved = kept.text;
    box.began = { drawing: kept.drawing, text: kept.text };
    box.basis = kept.basis ?? box.basis;
    count();
    box.live?.typed(kept.text);
    tell();
  };

  // Somebody else changed the words beneath: an untouched box follows them, what was typed stays and
  // still stands on the words it was begun on, until its writer goes on from the new ones.
  const beneath = () => {
    const moved = data.value !== box.value;
    const untouched = !box.typed && area.value === box.value;
    if (moved && untouched) area.value = box.saved = box.told = data.value;
    if (moved ? untouched : data.basis !== box.given) box.basis = data.basis;
    box.value = data.value;
    box.given = data.basis;
  };

  find("label").textContent = data.label;
  find("#hint").textContent = data.hint;
  area.style.minHeight = `${data.rows * 1.5 + 1.3}rem`;
  if (first) {
    area.value = data.text;
    find(".kept").textContent = data.note;
    // Python reads what stands here, also when the store gets a newer text from another window.
    if (data.note) setStateValue("typed", state());
    recover().catch(() => {});
  }
  beneath();
  others();
  count();
  if (data.changes) {
    box.live ??= liveChanges(find(".live"), data.against);
    if (area.value === data.text) box.live.show(data.changes);
    else box.live.typed(area.value);
  }

  // Streamlit loses a click on a link to another page when the page runs again at that moment;
  // the text is saved all the same, and the other page does not need it.
  const away = (target) => Boolean(target?.closest?.("a[href]"));
  const press = ({ target }) => {
    if (target === parentElement.host) return;
    if (away(target)) save();
    else leave();
  };
  const blur = ({ relatedTarget }) => { if (away(relatedTarget)) save(); else leave(); };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) leave();
  };
  const unload = () => save(true);
  const hidden = () => { if (document.visibilityState === "hidden") save(true); };
  const heard = listening(box);
  const { signal } = heard;
  area.addEventListener("input", changed, { signal });
  area.addEventListener("blur", blur, { signal });
  area.addEventListener("keydown", keys, { signal });
  area.addEventListener("tell", tellAgain, { signal });
  // A phone may press a button without leaving the box first.
  document.addEventListener("pointerdown", press, { capture: true, signal });
  document.addEventListener("visibilitychange", hidden, { signal });
  window.addEventListener("pagehide", unload, { signal });
  return () => {
    heard.abort();
    save(true);
  };
}
