from motcua.office.reform.models.plan import Plan, PlanTask, TaskStep

__all__ = ["Plan", "PlanTask", "TaskStep"]
