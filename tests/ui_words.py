"""Words that the tests of the doors share."""

ANN_S = "correct horse battery"
