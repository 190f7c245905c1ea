"""Addresses of the commission. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.commission import composing, convening, index, judging, limits, settling, signing

MEMBER, SITTING, ITEM = "members/<uuid:member>/", "sittings/<uuid:sitting>/", "items/<uuid:item>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", index.index, name="commission"),
    path("members/", composing.members, name="commission_members"),
    path("members/add/", composing.appoint, name="commission_appoint"),
    path(f"{MEMBER}release/", composing.release, name="commission_release"),
    path(f"{MEMBER}chair/", composing.chair, name="commission_chair"),
    path("threshold/", limits.threshold, name="commission_threshold"),
    path("threshold/<uuid:threshold>/take-back/", limits.take_back_threshold, name="commission_take_back_threshold"),
    path("sittings/add/", convening.convene, name="commission_convene"),
    path(SITTING, convening.sitting_page, name="commission_sitting"),
    path(f"{SITTING}agenda/", convening.add, name="commission_add"),
    path(f"{SITTING}cancel/", convening.cancel, name="commission_cancel"),
    path(f"{SITTING}join/", convening.join, name="commission_join"),
    path(f"{SITTING}draw-up/", convening.draw_up, name="commission_draw_up"),
    path(f"{SITTING}minutes/", signing.minutes_page, name="commission_minutes"),
    path(f"{SITTING}minutes/unsigned/<uuid:member>/", signing.unsigned, name="commission_unsigned"),
    path(f"{SITTING}minutes/document/", signing.document, name="commission_document"),
    path(ITEM, judging.item_page, name="commission_item"),
    path(f"{ITEM}declare/", judging.declare, name="commission_declare"),
    path(f"{ITEM}score/", judging.score, name="commission_score"),
    path(f"{ITEM}close/", judging.close, name="commission_close"),
    path(f"{ITEM}remove/", convening.remove, name="commission_remove"),
    path(f"{ITEM}settle/", settling.settle, name="commission_settle"),
    path(f"{ITEM}files/<uuid:file>/", judging.file, name="commission_file"),
]
