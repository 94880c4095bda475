"""What an original (原本) is called where it goes out."""

from meetings.models import DocumentFormat

CONTENT_TYPES = {
    DocumentFormat.TEXT: "text/plain",
    DocumentFormat.HTML: "text/html",
    DocumentFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentFormat.PDF: "application/pdf",
}
"""What its bytes are, for programs."""
