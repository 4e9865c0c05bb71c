/* Streamlit calls a component's function with each drawing of the page, and cleans up only when the
   page is left: what it listened with before is let go of here, so that each key counts once. */
function listening(place) {
  place.heard?.abort();
  return (place.heard = new AbortController());
}

