//! Does everything run when it should? Events, lifespans, background tasks.

mod background_task_called;
mod detached_background_tasks;
mod on_event_ignored;

pub use background_task_called::BACKGROUND_TASK_CALLED;
pub use detached_background_tasks::DETACHED_BACKGROUND_TASKS;
pub use on_event_ignored::ON_EVENT_IGNORED;
