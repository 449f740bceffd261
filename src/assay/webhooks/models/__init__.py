from assay.webhooks.models.delivery import Delivery
from assay.webhooks.models.webhook import BadWebhook, Settings, Webhook

__all__ = ["BadWebhook", "Delivery", "Settings", "Webhook"]
