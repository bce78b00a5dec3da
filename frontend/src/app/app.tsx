export function App() {
  return <h1>Emergent Storyboard</h1>;
}
