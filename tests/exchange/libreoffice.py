"""Runs inside LibreOffice's Python: does with Word files what a person would, and says what it saw.

Reads a list of tasks as JSON from its input and writes one answer each. One LibreOffice serves all.
A task: {"file": path, "do": "read" | "accept" | "reject", "edits": [...], "save": path,
"styles": true}; "edits" are done afterwards, and "styles" costs time.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

FILTER = "MS Word 2007 XML"
DISPATCH = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def main() -> None:
    """Start the office, do the tasks, end the office."""
    soffice, profile = sys.argv[1:3]
    pipe = f"drafting{Path(profile).name}"
    office = subprocess.Popen(
        [
            soffice,
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        desk = Desk(connected(pipe))
        json.dump([desk.do(task) for task in json.load(sys.stdin)], sys.stdout)
        desk.close()
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.kill()


def connected(pipe: str):
    """Return the office's context once it answers; it takes a few seconds to start."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", here
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer within a minute.")


class Desk:
    """An office with one document on it."""

    def __init__(self, context) -> None:
        services = context.ServiceManager
        self.desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = services.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context
        )
        self.services, self.context = services, context
        self.sign("Ben", "Okafor")

    def sign(self, given: str, family: str) -> None:
        """Say whose name goes on what is recorded."""
        path = told("nodepath", "/org.openoffice.UserProfile/Data")
        update = self.services.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        ).createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (path,)
        )
        update.givenname, update.sn = given, family
        update.commitChanges()

    def opened(self, url: str, *, seen: bool):
        """Open a file; only a document that is seen has menus.

        An unseen one opens faster, and comments are drawn nowhere: LibreOffice 7.4 without a
        screen has no window for them and crashes.
        """
        if seen:
            return self.desktop.loadComponentFromURL(url, "_blank", 0, (told("Hidden", True),))
        document = self.services.createInstanceWithContext(
            "com.sun.star.text.TextDocument", self.context
        )
        document.load((told("URL", url), told("FilterName", FILTER)))
        return document

    def close(self) -> None:
        """End the office."""
        self.desktop.terminate()

    def do(self, task: dict) -> dict:
        """Open a file, do what is asked, say what stands there."""
        document = self.opened(Path(task["file"]).as_uri(), seen=task["do"] in DISPATCH)
        try:
            if task["do"] in DISPATCH:
                frame = document.getCurrentController().getFrame()
                self.dispatcher.executeDispatch(frame, DISPATCH[task["do"]], "", 0, ())
            for edit in task.get("edits", ()):
                change(document, edit)
            if "save" in task:
                kind = told("FilterName", FILTER)
                document.storeToURL(Path(task["save"]).as_uri(), (kind,))
            return {
                "text": document.Text.getString(),
                "paragraphs": sum(1 for _ in entries(document.Text)),
                "styles": [one.ParaStyleName for one in each_paragraph(document)]
                if task.get("styles")
                else [],
                "comments": list(comments(document)),
                "recording": document.RecordChanges,
                "changes": sum(1 for _ in entries(document.Redlines)),
            }
        finally:
            document.close(True)


def told(name: str, value: object) -> PropertyValue:
    """Make a property."""
    said = PropertyValue()
    said.Name, said.Value = name, value
    return said


def entries(container):
    """Go through what can be enumerated."""
    walk = container.createEnumeration()
    while walk.hasMoreElements():
        yield walk.nextElement()


def each_paragraph(document):
    """Go through the paragraphs of the text itself."""
    return (
        one for one in entries(document.Text) if one.supportsService("com.sun.star.text.Paragraph")
    )


def comments(document):
    """Return who said what about which words."""
    for field in entries(document.TextFields):
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            at = field.DateTimeValue
            moment = f"{at.Year:04}-{at.Month:02}-{at.Day:02}T{at.Hours:02}:{at.Minutes:02}"
            about = field.Anchor.getString()
            yield {"author": field.Author, "text": field.Content, "at": moment, "about": about}


def selected(document, words: str):
    """Select words, as a person does (the search of LibreOffice needs a document that is seen)."""
    for paragraph in each_paragraph(document):
        place = paragraph.getString().find(words)
        if place >= 0:
            cursor = document.Text.createTextCursorByRange(paragraph.getStart())
            cursor.goRight(place, False)
            cursor.goRight(len(words), True)
            assert cursor.getString() == words, cursor.getString()
            return cursor
    raise SystemExit(f"The words {words!r} are not in the document.")


def change(document, edit: dict) -> None:
    """Do what a person does: replace words, write on after them, or remark on them."""
    found, text = selected(document, edit["find"]), document.Text
    if "comment" in edit:
        field = document.createInstance("com.sun.star.text.textfield.Annotation")
        field.Content, field.Author = edit["comment"], edit["author"]
        text.insertTextContent(found, field, True)
    elif "write" in edit:
        cursor = text.createTextCursorByRange(found.End)
        for number, line in enumerate(edit["write"].split("\n")):
            if number:
                text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
            text.insertString(cursor, line, False)
    else:
        found.String = edit["put"]


if __name__ == "__main__":
    main()
