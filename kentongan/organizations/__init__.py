"""Agencies, people, roles, appointments, competencies, the working calendar."""
