//! Computers of the company, in the contact list, among the managed devices, or in both.

use chrono::TimeDelta;
use rand::Rng;
use rand::rngs::SmallRng;

use super::names::{AWKWARD, COMPUTERS};
use crate::clock::Instant;
use crate::model::account::Account;
use crate::model::device::{Computer, DeviceEntry, Devices, ManagedDevice, ManagedGroup, OnlineState};
use crate::model::group::Group;
use crate::model::ids::guid;

/// Managed groups, by name.
const MANAGED_GROUPS: [&str; 4] = ["Servers", "Shops", "Offices", "Not yet sorted"];

/// All computers and where they stand.
pub fn devices(random: &mut SmallRng, now: Instant, everybody: &[Account], groups: &[Group]) -> Devices {
    let managed_groups: Vec<ManagedGroup> = MANAGED_GROUPS
        .iter()
        .enumerate()
        .map(|(number, name)| ManagedGroup {
            id: guid(random),
            name: (*name).to_owned(),
            policy_id: (number == 0).then(|| guid(random)),
            managers: managers(everybody, number),
        })
        .collect();
    let mut devices = Devices {
        managed_groups,
        ..Devices::default()
    };
    for number in 0..super::COMPUTERS {
        let computer = computer(random, now, everybody, number);
        let place = number % 10;
        // 7 of 10 are managed, 8 of 10 in the contact list, 5 of 10 in both.
        if place < 7 {
            let group = &devices.managed_groups[number % MANAGED_GROUPS.len()];
            let device = managed(random, &computer, &group.id, everybody, number);
            devices.managed.push(device);
        }
        if place >= 2 {
            let group = &groups[number % groups.len()];
            devices
                .entries
                .push(entry(random, &computer, &group.id, number, 0));
        }
        // One in twenty stands in a second group as well.
        if number % 20 == 13 {
            let group = &groups[(number + 1) % groups.len()];
            devices
                .entries
                .push(entry(random, &computer, &group.id, number, 1));
        }
        devices.computers.push(computer);
    }
    devices
}

/// Demo accounts manage everything or every third thing, so that their lists differ.
fn managers(everybody: &[Account], number: usize) -> Vec<String> {
    let manages =
        |(place, account): &(usize, &Account)| account.company_admin || (place + number).is_multiple_of(3);
    everybody
        .iter()
        .enumerate()
        .take(6)
        .filter(manages)
        .map(|(_, account)| account.userid.clone())
        .collect()
}

fn computer(random: &mut SmallRng, now: Instant, everybody: &[Account], number: usize) -> Computer {
    let name = match AWKWARD.get(number / 17).filter(|_| number % 17 == 16) {
        Some(awkward) => (*awkward).to_owned(),
        None => format!("{}-{:03}", COMPUTERS[number % COMPUTERS.len()], number + 1),
    };
    let online_state = match random.random_range(0..20) {
        0..=8 => OnlineState::Online,
        9 => OnlineState::Busy,
        10 => OnlineState::Away,
        _ => OnlineState::Offline,
    };
    let minutes = random.random_range(1..60 * 24 * 200);
    // Half of what is offline was seen at a known time.
    let seen = !online_state.is_reachable() && random.random_bool(0.5);
    Computer {
        // Nine digits, and ten for newer installations; the step keeps them apart.
        teamviewer_id: if number.is_multiple_of(3) {
            1_100_000_000 + (number as u64) * 2_731
        } else {
            400_000_000 + (number as u64) * 1_917
        },
        name,
        online_state,
        last_seen: seen.then(|| now - TimeDelta::minutes(minutes)),
        version: format!(
            "15.{}.{}",
            40 + random.random_range(0..25),
            random.random_range(1..9)
        ),
        assigned_to: match number % 4 {
            0 => Some(everybody[0].userid.clone()),
            1 => Some(everybody[number % everybody.len()].userid.clone()),
            _ => None,
        },
    }
}

fn entry(
    random: &mut SmallRng,
    computer: &Computer,
    groupid: &str,
    number: usize,
    again: usize,
) -> DeviceEntry {
    DeviceEntry {
        device_id: format!("d{}", 700_000_000 + number * 2 + again),
        teamviewer_id: computer.teamviewer_id,
        groupid: groupid.to_owned(),
        // The same computer may have another name in each list.
        alias: match number % 8 {
            7 => None,
            3 => Some(format!("{} (contact list)", computer.name)),
            _ => Some(computer.name.clone()),
        },
        description: number
            .is_multiple_of(6)
            .then(|| format!("Room {}", random.random_range(1..400))),
        policy_id: number.is_multiple_of(15).then(|| guid(random)),
    }
}

fn managed(
    random: &mut SmallRng,
    computer: &Computer,
    group: &str,
    everybody: &[Account],
    number: usize,
) -> ManagedDevice {
    ManagedDevice {
        id: guid(random),
        teamviewer_id: computer.teamviewer_id,
        name: computer.name.clone(),
        description: number
            .is_multiple_of(5)
            .then(|| format!("Inventory {}", 10_000 + number)),
        policy_id: number.is_multiple_of(10).then(|| guid(random)),
        // One in nine is in no group.
        groups: if number % 9 == 8 {
            Vec::new()
        } else {
            vec![group.to_owned()]
        },
        managers: managers(everybody, number),
    }
}
