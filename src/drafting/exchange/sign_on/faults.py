"""What can go wrong with a provider of single sign-on."""

from drafting.domain.errors import DraftingError


class ProviderSilent(DraftingError):
    """The provider cannot be reached, or what it says of itself makes no sense."""


class NotTrusted(DraftingError):
    """What came back is not what the provider should have said."""


class NoCode(NotTrusted):
    """Somebody came back without a code: they said no, or the provider did."""
