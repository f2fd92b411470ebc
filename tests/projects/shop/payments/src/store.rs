//! Payments in memory: enough for a sandbox, and for tests.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Pending,
    Captured,
    Refunded,
    Failed,
}

#[derive(Clone, Debug, Serialize)]
pub struct Payment {
    pub id: u64,
    pub order: u64,
    /// In the smallest unit of the currency.
    pub amount: u64,
    pub currency: String,
    pub status: Status,
}

#[derive(Clone, Debug, Serialize)]
pub struct Refund {
    pub id: u64,
    pub payment: u64,
    pub amount: u64,
    pub reason: Option<String>,
}

#[derive(Default)]
pub struct Store(Mutex<Tables>);

#[derive(Default)]
pub struct Tables {
    pub payments: BTreeMap<u64, Payment>,
    pub refunds: BTreeMap<u64, Refund>,
}

impl Store {
    /// The tables, for one handler at a time.
    pub fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    pub fn add_payment(&mut self, order: u64, amount: u64, currency: String) -> Payment {
        let id = self.payments.len() as u64 + 1;
        let payment = Payment { id, order, amount, currency, status: Status::Pending };
        self.payments.insert(id, payment.clone());
        payment
    }

    /// What has not been given back of a payment yet.
    pub fn refundable(&self, payment: &Payment) -> u64 {
        let given: u64 = self.refunds.values().filter(|it| it.payment == payment.id).map(|it| it.amount).sum();
        payment.amount.saturating_sub(given)
    }

    pub fn add_refund(&mut self, payment: u64, amount: u64, reason: Option<String>) -> Refund {
        let id = self.refunds.len() as u64 + 1;
        let refund = Refund { id, payment, amount, reason };
        self.refunds.insert(id, refund.clone());
        refund
    }
}
