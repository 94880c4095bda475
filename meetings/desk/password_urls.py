"""The addresses of a forgotten password, below /admin/, by the names that Django's templates know.

They are there where the site sends mail.
"""

from django.urls import path

from .views.forgotten_password import AskForMail, ChooseAnew, ChosenAnew, MailIsSent

urlpatterns = [
    path("password_reset/", AskForMail.as_view(), name="admin_password_reset"),
    path("password_reset/done/", MailIsSent.as_view(), name="password_reset_done"),
    path("reset/<uidb64>/<token>/", ChooseAnew.as_view(), name="password_reset_confirm"),
    path("reset/done/", ChosenAnew.as_view(), name="password_reset_complete"),
]
