"""A note to self becomes a column of the draft about the same text: one page, one save rule."""

import uuid

from django.db import migrations, models

NAMESPACE = uuid.UUID("8c8f1f0e-6d0c-4d0e-9a55-0d6a4c3c2b11")  # of journal.threads.drafts


def move_notes(apps, schema_editor):
    """Onto the draft of its writer about its copy; one whose copy is gone keeps its own id."""
    note_model, draft_model = (apps.get_model("journal", name) for name in ("NoteToSelf", "ReplyDraft"))
    for note in note_model.objects.all():
        of_copy = uuid.uuid5(NAMESPACE, f"{note.author_id} {note.copy_id}")
        draft, is_new = draft_model.objects.get_or_create(
            pk=of_copy if note.copy_id else note.pk,
            defaults={
                "author_id": note.author_id,
                "copy_id": note.copy_id,
                "to_id": note.about_id,
                "question_id": note.question_id,
                "note": note.body,
                "version": 1,
                "started_at": note.edited_at,
                "edited_at": note.edited_at,
            },
        )
        if not is_new:
            draft.note, draft.version = note.body, draft.version + 1
            draft.save(update_fields=["note", "version"])


def move_back(apps, schema_editor):
    note_model, draft_model = (apps.get_model("journal", name) for name in ("NoteToSelf", "ReplyDraft"))
    for draft in draft_model.objects.exclude(note=""):
        note_model.objects.create(
            pk=uuid.uuid5(NAMESPACE, f"note {draft.author_id} {draft.copy_id or draft.pk}"),
            author_id=draft.author_id,
            copy_id=draft.copy_id,
            about_id=draft.to_id,
            question_id=draft.question_id,
            body=draft.note,
            edited_at=draft.edited_at,
        )


class Migration(migrations.Migration):
    dependencies = [("journal", "0011_cohorts_may_be_closed")]

    operations = [
        migrations.AddField(
            model_name="replydraft",
            name="note",
            field=models.TextField(blank=True, help_text="To self, about the text."),
        ),
        migrations.AddField(
            model_name="replydraftsave",
            name="note",
            field=models.TextField(blank=True, help_text="The note that lost with it."),
        ),
        migrations.RunPython(move_notes, move_back),
    ]
