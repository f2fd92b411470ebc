//! What an operator decides.

/// Read once, at the start.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen.
    pub address: String,
    /// What merchants show.
    pub merchant_token: String,
    /// What the bank shows.
    pub bank_token: String,
    /// Whether payments may be made up.
    pub sandbox: bool,
}

impl Settings {
    pub fn from_environment() -> Self {
        let read = |name: &str, otherwise: &str| std::env::var(name).unwrap_or_else(|_| otherwise.to_owned());
        Settings {
            address: read("PAYMENTS_ADDRESS", "127.0.0.1:8100"),
            merchant_token: read("PAYMENTS_MERCHANT_TOKEN", ""),
            bank_token: read("PAYMENTS_BANK_TOKEN", ""),
            sandbox: read("PAYMENTS_SANDBOX", "no") == "yes",
        }
    }
}
