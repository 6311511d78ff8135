"""The parts that networks here are built from. They know no modality."""
