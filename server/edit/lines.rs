//! Where do the lines of a text start, how are they indented, and how do they end?

/// How a text ends its lines.
pub fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The first byte of the line of a byte.
pub fn line_start(text: &str, at: u32) -> u32 {
    text.get(..at as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at as u32 + 1)
}

/// The blanks that the line of a byte begins with.
pub fn indent_of_line(text: &str, at: u32) -> &str {
    let line = text.get(line_start(text, at) as usize..).unwrap_or_default();
    let end = line.find(|c| !matches!(c, ' ' | '\t')).unwrap_or(line.len());
    &line[..end]
}

/// A text of several lines with blanks before each line but the first and empty ones, and the line breaks of the text it
/// is for.
pub fn indented(lines: &str, indent: &str, line_break: &str) -> String {
    let mut found = String::new();
    for (index, line) in lines.split('\n').enumerate() {
        if index > 0 {
            found.push_str(line_break);
            if !line.is_empty() {
                found.push_str(indent);
            }
        }
        found.push_str(line);
    }
    found
}
