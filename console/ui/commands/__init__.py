"""One Command per verb: text, icon, shortcut, why_not(selection), build(selection)."""
