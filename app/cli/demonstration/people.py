"""The invented staff of the demonstration. Their passwords are printed: a demo guards nothing."""

from dataclasses import dataclass

from app.domain.roles import Role


@dataclass(frozen=True, slots=True)
class DemoUser:
    name: str
    role: Role
    unit: str = ""


STAFF = (
    DemoUser("Rosa Medina", Role.CLERK),
    DemoUser("Óscar Íñiguez", Role.OPERATOR),
    DemoUser("Teresa Núñez", Role.SUPERVISOR),
    DemoUser("Andrés Pérez", Role.ADMINISTRATOR),
    DemoUser("Mesa de Canalización", Role.ROUTING),
    DemoUser("Contraloría Reservada", Role.CONTROL, "OIC"),
)

CITIZENS = (
    "María Guadalupe Núñez Íñiguez", "José Luis Ramírez Peña", "Ma. del Refugio Ávalos",
    "Juan Carlos Ibáñez", "Socorro Muñoz Güitrón", "Efraín Zúñiga Ríos", "Lucía Ordóñez",
    "Don Chema Villaseñor", "Verónica Cárdenas", "Miguel Ángel Hermosillo",
)  # fmt: skip

STREETS = (
    "Independencia", "Juárez", "Progreso", "Donato Guerra", "Francisco I. Madero", "Constitución",
    "Prisciliano Sánchez", "Matamoros", "Florida", "Porfirio Díaz", "Niños Héroes", "Reforma",
)  # fmt: skip

REFERENCES = (
    "frente a la tortillería", "junto a la primaria", "a un lado del templo", "portón verde",
    "en la esquina de la farmacia", "atrás del mercado", "",
)  # fmt: skip
