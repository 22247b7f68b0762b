"""What somebody meant who wants to come in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.web.people import passwords

_LONG = 400


class _Anew(forms.TextInput):
    """A field that is typed anew each time."""

    def format_value(self, value: Any) -> None:
        """Show nothing of what was typed."""


def _text(label: Any, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=_LONG, widget=forms.TextInput({"dir": "ltr", **attrs}))


def _password(label: Any, complete: str) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": complete, "dir": "ltr"})
    return forms.CharField(label=label, max_length=_LONG, strip=False, widget=widget)


def _code(label: Any, **attrs: str) -> forms.CharField:
    """A long code, whose slips are mended where they are."""
    kept = {"class": "code", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    return _text(label, **{**kept, **attrs})


def _once(label: Any) -> forms.CharField:
    """A code for this moment."""
    widget = _Anew({"class": "code", "autocomplete": "one-time-code", "dir": "ltr"})
    return forms.CharField(label=label, max_length=_LONG, required=False, widget=widget)


class Plain(forms.Form):
    """A form whose fields are marked up by our own parts."""

    use_required_attribute = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class SignIn(Plain):
    """Name, password, and a code where a second factor is set up."""

    name = _text(_("Sign-in name"), autocomplete="username", autocapitalize="none", spellcheck="false")
    password = _password(_("Password"), "current-password")
    code = _once(_("Code, if you use one"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("From your telephone, or an unused one from your recovery sheet.")


class Sure(Plain):
    """The password and code again, before something about the sign-in changes."""

    password = _password(_("Your password now"), "current-password")
    code = _once(_("Code from your telephone, or from your recovery sheet"))

    def __init__(self, *args: Any, second: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not second:
            del self.fields["code"]


class NewPassword(Sure):
    """Another password."""

    fresh = _password(_("New password"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fresh"].help_text = (
            _("At least %d characters; several words do well.") % passwords.SHORTEST
        )


class Keys(Sure):
    """What opens one's keys again."""

    back = _code(_("The long code of your recovery sheet, if your password was set anew without it"))
    field_order = ("password", "back")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["back"].required = False


class NewSecond(Sure):
    """The first code a telephone makes from the new secret."""

    secret = forms.CharField(widget=forms.HiddenInput, max_length=_LONG)
    first = _code(_("The six digits your telephone shows now"), inputmode="numeric")
    field_order = ("first",)


class WayBack(Plain):
    """A code and a new password, from somebody who lost the old one."""

    name = _text(_("Sign-in name"), autocomplete="username", autocapitalize="none", spellcheck="false")
    back = _code(_("Code from your recovery sheet, or the long one from whoever runs this site"))
    code = _once(_("Code from your telephone, if you use one"))
    fresh = _password(_("New password"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fresh"].help_text = (
            _("At least %d characters; several words do well.") % passwords.SHORTEST
        )


class Code(Plain):
    """The code of an invitation."""

    code = _code(_("The code on your invitation"))


class NewPerson(Plain):
    """A sign-in the program has made a name for, and its password."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=_LONG)
    offer = forms.CharField(widget=forms.HiddenInput, max_length=_LONG)
    password = _password(_("Choose a password"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = (
            _("At least %d characters; several words do well.") % passwords.SHORTEST
        )
