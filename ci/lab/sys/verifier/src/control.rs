//! The control device. One thread of Wine serves all requests, so none may wait for long.

use core::ffi::c_void;

use kernel::{
    Device, DriverObject, Irp, MAJOR_CLOSE, MAJOR_CREATE, MAJOR_DEVICE_CONTROL, WideString,
};
use protocol::{
    Call, Cycle, Event, Hello, Measure, Measured, Parked, ServiceKey, Traffic, request,
};

use crate::{faults, findings, images, in_process, modules, refuse, residue, settle, trace};

/// How long a classify thread may take to stop inside an image, in milliseconds.
const PARK_WITHIN: u32 = 1000;

const STATUS_SUCCESS: i32 = 0;
const STATUS_INVALID_DEVICE_REQUEST: i32 = 0xC000_0010_u32.cast_signed();
const STATUS_BUFFER_TOO_SMALL: i32 = 0xC000_0023_u32.cast_signed();
const STATUS_INVALID_PARAMETER: i32 = 0xC000_000D_u32.cast_signed();
const STATUS_NOT_FOUND: i32 = 0xC000_0225_u32.cast_signed();

/// Creates the device and its link.
pub fn create(driver: &mut DriverObject) -> Result<(), i32> {
    let name = WideString::<64>::new(protocol::DEVICE);
    let link = WideString::<64>::new(protocol::LINK);
    Device::create(driver, &name, &link)?;
    driver.major[MAJOR_CREATE] = Some(open_or_close);
    driver.major[MAJOR_CLOSE] = Some(open_or_close);
    driver.major[MAJOR_DEVICE_CONTROL] = Some(control);
    Ok(())
}

unsafe extern "system" fn open_or_close(_device: *mut c_void, irp: *mut Irp) -> i32 {
    // SAFETY: the I/O manager passes a request that is this driver's until it completes it.
    unsafe { &mut *irp }.complete(STATUS_SUCCESS, 0)
}

unsafe extern "system" fn control(_device: *mut c_void, irp: *mut Irp) -> i32 {
    // SAFETY: the I/O manager passes a request that is this driver's until it completes it.
    let irp = unsafe { &mut *irp };
    let (status, written) = match serve(irp) {
        Ok(written) => (STATUS_SUCCESS, written),
        Err(status) => (status, 0),
    };
    irp.complete(status, written)
}

fn input<T: bytemuck::Pod>(irp: &Irp) -> Result<T, i32> {
    let bytes = irp
        .input()
        .get(..size_of::<T>())
        .ok_or(STATUS_INVALID_PARAMETER)?;
    Ok(bytemuck::pod_read_unaligned(bytes))
}

fn output<T: bytemuck::Pod>(irp: &mut Irp, value: &T) -> Result<usize, i32> {
    let bytes = bytemuck::bytes_of(value);
    irp.output()
        .get_mut(..bytes.len())
        .ok_or(STATUS_BUFFER_TOO_SMALL)?
        .copy_from_slice(bytes);
    Ok(bytes.len())
}

fn serve(irp: &mut Irp) -> Result<usize, i32> {
    let engine = modules::engine();
    match irp.code() {
        request::HELLO => output(
            irp,
            &Hello {
                version: protocol::VERSION,
                process: kernel::current_process(),
            },
        ),
        request::BEGIN_CYCLE => {
            let cycle: Cycle = input(irp)?;
            findings::set_cycle(cycle.number);
            trace::begin(cycle.trace != 0);
            refuse::begin_cycle(cycle.refuse, cycle.refuse_at);
            (engine.begin_cycle)(&cycle);
            Ok(0)
        }
        request::TRAFFIC => {
            let traffic: Traffic = input(irp)?;
            match (engine.traffic)(traffic.threads) {
                STATUS_SUCCESS => Ok(0),
                status => Err(status),
            }
        }
        request::PARK => {
            let (sequence, _) = images::newest().ok_or(STATUS_NOT_FOUND)?;
            faults::hold_parked();
            (engine.park)(sequence);
            settle::wait_until(PARK_WITHIN, || faults::parked() > 0);
            let threads = faults::parked();
            output(irp, &Parked { threads })
        }
        request::IMAGE => {
            let (sequence, record) = images::newest().ok_or(STATUS_NOT_FOUND)?;
            let image = settle::report(sequence, record);
            output(irp, &image)
        }
        request::SETTLE => {
            let image = settle::settle().ok_or(STATUS_NOT_FOUND)?;
            output(irp, &image)
        }
        request::HANGS => {
            let (sequence, _) = images::newest().ok_or(STATUS_NOT_FOUND)?;
            residue::hangs(sequence);
            Ok(0)
        }
        request::CYCLE_IN_PROCESS => {
            let key: ServiceKey = input(irp)?;
            let name = key.name.split(|&byte| byte == 0).next().unwrap_or_default();
            in_process::cycle(core::str::from_utf8(name).map_err(|_| STATUS_INVALID_PARAMETER)?)?;
            let image = settle::settle().ok_or(STATUS_NOT_FOUND)?;
            output(irp, &image)
        }
        request::MEASURE => {
            let Measure { calls } = input(irp)?;
            let (sequence, _) = images::newest().ok_or(STATUS_NOT_FOUND)?;
            let nanoseconds = (engine.measure)(sequence, calls);
            output(irp, &Measured { nanoseconds })
        }
        request::TRACE => {
            let bytes = irp.output();
            let events: &mut [Event] =
                bytemuck::try_cast_slice_mut(bytes).map_err(|_| STATUS_INVALID_PARAMETER)?;
            Ok(trace::read(events) * size_of::<Event>())
        }
        request::CALLS => {
            let bytes = irp.output();
            let calls: &mut [Call] =
                bytemuck::try_cast_slice_mut(bytes).map_err(|_| STATUS_INVALID_PARAMETER)?;
            let count = refuse::calls(calls).ok_or(STATUS_BUFFER_TOO_SMALL)?;
            Ok(count * size_of::<Call>())
        }
        _ => Err(STATUS_INVALID_DEVICE_REQUEST),
    }
}
