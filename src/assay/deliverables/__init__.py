"""Deliverables: what each phase hands over, what is attached to it, who has to sign it, and what they said."""
