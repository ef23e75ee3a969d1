//! A year of ended connections.

use chrono::TimeDelta;
use rand::Rng;
use rand::rngs::SmallRng;

use super::names::{COMMENTS, CUSTOMERS, NOTES};
use crate::clock::Instant;
use crate::model::account::Account;
use crate::model::code::SessionCode;
use crate::model::connection::{BillingState, Connection, Feedback, SessionFacts};
use crate::model::device::Devices;
use crate::model::group::Group;
use crate::model::ids::guid;

/// How far back they go.
const DAYS: i64 = 365;

/// [`super::CONNECTIONS`] connections of everybody, oldest first.
pub fn connections(
    random: &mut SmallRng,
    now: Instant,
    everybody: &[Account],
    groups: &[Group],
    devices: &Devices,
) -> Vec<Connection> {
    let mut records: Vec<Connection> = (0..super::CONNECTIONS)
        .map(|number| connection(random, now, everybody, groups, devices, number))
        .collect();
    records.sort_by_key(|record| (record.end_date, record.start_date));
    records
}

fn connection(
    random: &mut SmallRng,
    now: Instant,
    everybody: &[Account],
    groups: &[Group],
    devices: &Devices,
    number: usize,
) -> Connection {
    // The first account, the demo's agent, has one in eight: more than two pages.
    let account = &everybody[if number.is_multiple_of(8) {
        0
    } else {
        random.random_range(0..everybody.len())
    }];
    let group = &groups[random.random_range(0..groups.len())];
    let computer = &devices.computers[random.random_range(0..devices.computers.len())];
    let duration = TimeDelta::seconds(duration(random, number));
    let end = now - TimeDelta::seconds(random.random_range(60..(DAYS * 86_400 - 60_000)));
    let start = end - duration;
    let is_to_contact = number % 40 == 7;
    let has_fee = number % 10 == 4;
    let kind = match number % 50 {
        0 => 3,
        1..=5 => 2,
        _ => 1,
    };
    Connection {
        id: guid(random),
        userid: account.userid.clone(),
        username: account.name.clone(),
        deviceid: computer.teamviewer_id.to_string(),
        // One in nine computers has no name.
        devicename: (number % 9 != 8).then(|| computer.name.clone()),
        groupid: group.id.clone(),
        groupname: group.name.clone(),
        contact_id: is_to_contact.then(|| format!("c{}", 300_000_000 + number)),
        support_session_type: kind,
        start_date: start,
        end_date: Some(end),
        fee: has_fee.then(|| f64::from(random.random_range(100..20_000)) / 100.0),
        currency: has_fee.then(|| "EUR".to_owned()),
        billing_state: match number % 7 {
            0 => BillingState::Billed,
            1 => BillingState::DoNotBill,
            _ => BillingState::Bill,
        },
        notes: (number % 4 == 1).then(|| NOTES[random.random_range(0..NOTES.len())].to_owned()),
        session: (number % 5 < 3).then(|| facts(random, account, start, number)),
    }
}

/// Seconds: mostly minutes, some nothing at all, a few over night.
fn duration(random: &mut SmallRng, number: usize) -> i64 {
    match number % 100 {
        50 => 0,
        51 => random.random_range(30_000..50_000),
        _ => random.random_range(20..5_400),
    }
}

fn facts(random: &mut SmallRng, account: &Account, start: Instant, number: usize) -> SessionFacts {
    let created_at = start - TimeDelta::seconds(random.random_range(30..7_200));
    let customer = CUSTOMERS[random.random_range(0..CUSTOMERS.len())];
    let rated = number.is_multiple_of(3);
    SessionFacts {
        code: SessionCode::random(random),
        created_at,
        valid_until: created_at + TimeDelta::hours(24),
        assigned_userid: Some(account.userid.clone()),
        assigned_at: Some(created_at),
        note: number
            .is_multiple_of(2)
            .then(|| format!("Case {:08}", 1_000 + number)),
        custom_api: (number % 11 == 3).then(|| format!("integration-{number}")),
        end_customer_name: (number % 6 != 5).then(|| customer.to_owned()),
        end_customer_email: number
            .is_multiple_of(6)
            .then(|| format!("customer{number}@customer.example")),
        feedback: rated.then(|| {
            let comment = COMMENTS[random.random_range(0..COMMENTS.len())];
            Feedback {
                session_rating: random.random_range(1..=5),
                user_comment: (!comment.is_empty()).then(|| comment.to_owned()),
            }
        }),
    }
}
