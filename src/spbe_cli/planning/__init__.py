"""What could be otherwise: the index after a change, and the lightest way to a target.

Pure and exact, on top of `scoring`.  `simulation` says what given changes do; `plans` finds
the best ones.  A plan is found in integers: `raises` says what may be raised and at which
effort, `optimum` chooses, `phases` puts what was chosen in order.
"""
