"""Fields that stand with their label, help and error, as every form of ours has them."""

from __future__ import annotations

from django import forms


class DayInput(forms.DateInput):
    """The browser's own day picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Form(forms.Form):
    """Autocomplete off and no maximum hints in the way; errors are the sentences of each field."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
