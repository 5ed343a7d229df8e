"""Every address of the app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from nextround import door

urlpatterns: list[URLPattern | URLResolver] = [
    path("in/", door.closed, name="closed"),
    path("in/<str:token>", door.come_in, name="come_in"),
    path("", include("nextround.web.urls")),
]
