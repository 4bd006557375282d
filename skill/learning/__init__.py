"""A small linear model and how its weights are learnt; understanding and safety both use one."""
