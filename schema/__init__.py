"""What the client sees: GraphQL types, inputs, payloads, subscriptions.

The only room that knows Strawberry.
"""
