"""Addresses of the admin's desk of modules."""

from django.urls import path

from .views import dates, kept, module, modules, order, preview, publish, sheet

app_name = "modules"
ABOUT = {"kind": "about", "item": ""}
PART = "<slug:key>/<slug:kind>/<slug:item>/"
urlpatterns = [
    path("", modules.module_list, name="module-list"),
    path("add/", modules.module_add, name="module-add"),
    path("<slug:key>/", module.module, name="module"),
    path("<slug:key>/add/", order.part_add, name="part-add"),
    path("<slug:key>/front/", order.front_change, name="front-change"),
    path("<slug:key>/about/", sheet.sheet, ABOUT, name="about"),
    path("<slug:key>/about/save/", sheet.sheet_save, ABOUT, name="about-save"),
    path("<slug:key>/preview/", preview.module_preview, name="module-preview"),
    path("<slug:key>/publish/", publish.module_publish, name="module-publish"),
    path("<slug:key>/discard/", publish.module_discard, name="module-discard"),
    path("<slug:key>/kept/<uuid:kept_id>/", kept.kept, name="kept"),
    path("<slug:key>/days/<uuid:cohort_id>/", dates.cohort_days, name="cohort-days"),
    path(f"{PART}", sheet.sheet, name="part"),
    path(f"{PART}save/", sheet.sheet_save, name="part-save"),
    path(f"{PART}move/", order.part_move, name="part-move"),
    path(f"{PART}retire/", order.part_retire, name="part-retire"),
    path(f"{PART}back/", order.part_back, name="part-back"),
    path(f"{PART}preview/", preview.question_preview, name="question-preview"),
]
