"""How people come in: the gate, the doors, who is here, pieces that pages share."""
