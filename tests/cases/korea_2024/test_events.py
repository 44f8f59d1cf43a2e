"""What happened when in the worked case, and what came of it."""


def test_no_agreed_output_is_reported_completed(korea):
    """
    Accession to BICES and joint monitoring with NATO, a special envoy with Ukraine: agreed, none
    reported done.
    """
    outputs = {
        output.id: (event.id, output.state) for event in korea.events for output in event.outputs
    }

    assert outputs == {
        "bices-accession": ("rutte-call", "pending"),
        "joint-monitoring": ("rutte-call", "pending"),
        "special-envoy": ("presidents-call", "pending"),
    }


def test_eight_states_asked_for_the_un_meeting(entry):
    """Ukraine, United States, United Kingdom, France, Japan, South Korea, Slovenia, Malta."""
    asked = set(entry("facts.un-initiators").about)

    assert asked == {
        "kyiv",
        "washington",
        "london",
        "paris",
        "tokyo",
        "seoul",
        "ljubljana",
        "valletta",
    }
    assert set(entry("events.un-meeting").who) - {"un"} == asked
