"""Single sign-on: asking a provider of OpenID Connect who somebody is."""
