"""The picture of each kind of task."""

from assay.tasks.keys import TaskKind

KIND_ICONS = {
    TaskKind.TASK.value: "task",
    TaskKind.EXPERIMENT.value: "flask",
    TaskKind.DATA.value: "dataset",
    TaskKind.PRODUCTIZATION.value: "code",
    TaskKind.PIPELINE.value: "pipeline",
    TaskKind.DEPLOYMENT.value: "deploy",
    TaskKind.RETRAINING.value: "retrain",
    TaskKind.MONITORING.value: "monitor",
}
