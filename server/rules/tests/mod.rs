//! Do tests test what there is? Calls of clients in tests.
