"""The small worked case with a second challenger, as two tests of the desk play it."""

TWO_DECIDE = """\
    challengers:
      - {id: norland, actor: norland, controls: [gear]}
      - id: oster
        actor: oster
        controls: [assurance]
        share: assumptions.left-in-ice
        types:
          - id: proud
            title: loses face by an assurance
            weight: assumptions.careful-share
            gains: [{track: assurance, level: refused, number: assumptions.gain-careful}]
"""
