"""Names of the XML a Word document is made of."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# How the parts beside the text are related to it.
HEADERS = "header"
FOOTERS = "footer"
FOOTNOTES = "footnotes"
ENDNOTES = "endnotes"
COMMENTS = "comments"
NUMBERING = "numbering"
STYLES = "styles"
