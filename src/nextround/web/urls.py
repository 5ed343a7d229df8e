"""Every page's address, in the order in which a person meets them."""

from __future__ import annotations

from django.urls import path

from nextround.web.views import (
    application,
    applications,
    imports,
    letter,
    mail,
    review,
    settings,
    support,
    today,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("not-today", today.not_today, name="not-today"),
    path("leave-out", today.skip_step, name="skip-step"),
    path("put-away", today.put_away, name="put-away"),
    path("come-back", today.come_back, name="come-back"),
    path("welcome", imports.welcome, name="welcome"),
    path("mailboxes", imports.imports, name="imports"),
    path("mailboxes/upload", imports.upload, name="import-upload"),
    path("mailboxes/path", imports.from_path, name="import-path"),
    path("mailboxes/demo", imports.demo, name="import-demo"),
    path("mailboxes/<int:pk>", imports.one_import, name="import"),
    path("mailboxes/<int:pk>/progress", imports.progress, name="import-progress"),
    path("mailboxes/<int:pk>/stop", imports.cancel, name="import-cancel"),
    path("mailboxes/<int:pk>/go-on", imports.resume, name="import-resume"),
    path("applications", applications.applications, name="applications"),
    path("applications/add", application.add, name="application-add"),
    path("applications/<int:pk>", application.application, name="application"),
    path("applications/<int:pk>/edit", application.edit, name="application-edit"),
    path("applications/<int:pk>/same", application.merge, name="application-merge"),
    path("applications/<int:pk>/part", application.split, name="application-split"),
    path("applications/<int:pk>/event", application.event, name="application-event"),
    path("applications/<int:pk>/mark", application.mark, name="application-mark"),
    path("applications/<int:pk>/letter", letter.start, name="letter-start"),
    path("undo/<int:deed_pk>", application.undo, name="undo"),
    path("mail/<int:pk>", mail.mail, name="mail"),
    path("mail/<int:pk>/correct", mail.correct, name="mail-correct"),
    path("review", review.review, name="review"),
    path("review/<int:pk>", review.answer, name="answer"),
    path("letters/<int:pk>", letter.letter, name="letter"),
    path("letters/<int:pk>/check", letter.check, name="letter-check"),
    path("letters/<int:pk>/letter.eml", letter.eml, name="letter-eml"),
    path("letters/<int:pk>/to", letter.recipient, name="letter-recipient"),
    path("letters/<int:pk>/sent", letter.sent, name="letter-sent"),
    path("settings", settings.settings, name="settings"),
    path("settings/delete", settings.delete_everything, name="delete-everything"),
    path("support", support.support, name="support"),
]
