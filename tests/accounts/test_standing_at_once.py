"""Two administrators who act at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import User
from accounts.roles import Role
from accounts.standing import administrators, change_standing
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_leave_one() -> None:
    one, other = UserFactory(role=Role.ADMINISTRATOR), UserFactory(role=Role.ADMINISTRATOR)
    together = Barrier(2)

    def remove(target: User, by: User) -> str:
        together.wait()
        try:
            change_standing(target, role=Role.EDITOR, is_active=True, by=by)
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(remove, (one, other), (other, one)))

    assert outcomes == ["done", "refused"]
    assert administrators().count() == 1
