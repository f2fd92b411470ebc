//! Examples of rules' pages are written beside this file, in a copy of the workspace; it is here so that there is something.
