"""Learning the weights that the package ships. Needs scikit-learn (group `train`); nothing that serves imports this."""
