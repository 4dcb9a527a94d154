//! One file for each kind of mention. Detectors read one block and never import each other.
